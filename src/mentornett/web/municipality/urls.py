"""Addresses of this area."""

from django.urls import URLPattern, path

from mentornett.web.municipality import before_now, shared, team

app_name = "municipality"
urlpatterns: list[URLPattern] = [
    # teams and people
    path("team/", team.teams, name="teams"),
    # before and now
    path("team/<int:team_id>/for-og-na/", before_now.table, name="before_now"),
    path("team/<int:team_id>/for-og-na/ny/", before_now.add, name="before_now_add"),
    path("team/<int:team_id>/for-og-na/telling/", before_now.baseline, name="before_now_baseline"),
    path("team/<int:team_id>/for-og-na/fil/<str:form>/", before_now.table_file, name="before_now_file"),
    path("for-og-na/<int:row_id>/", before_now.change, name="before_now_change"),
    path("for-og-na/<int:row_id>/fjern/", before_now.remove, name="before_now_remove"),
    path("for-og-na/<int:row_id>/angre/", before_now.restore, name="before_now_restore"),
    path("for-og-na/<int:row_id>/flytt/", before_now.move, name="before_now_move"),
    path("for-og-na/<int:row_id>/deling/", before_now.share, name="before_now_share"),
    # shared in the network
    path("nettverk/<int:network_id>/delt/", shared.shared, name="shared"),
]
