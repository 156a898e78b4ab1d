"""Addresses of mentor networks."""

from django.urls import URLPattern, path

from mentornett.web.competence import circles, groups, meetings

urlpatterns: list[URLPattern] = [
    path("", circles.circles, name="circles"),
    path("ny/<slug:home>/", circles.circle_new, name="circle_new"),
    path("<int:circle_id>/", circles.circle, name="circle"),
    path("<int:circle_id>/endre/", circles.circle_change, name="circle_change"),
    path("<int:circle_id>/avslutt/", circles.circle_close, name="circle_close"),
    path("<int:circle_id>/forlat/", circles.circle_leave, name="circle_leave"),
    path("<int:circle_id>/medlemmer/", circles.circle_members, name="circle_members"),
    path("<int:circle_id>/medlemmer/<int:membership_id>/leder/", circles.member_lead, name="member_lead"),
    path("<int:circle_id>/medlemmer/<int:membership_id>/slutt/", circles.member_end, name="member_end"),
    path("<int:circle_id>/grupper/", groups.groups, name="groups"),
    path("<int:circle_id>/grupper/<int:number>/", groups.group_change, name="group_change"),
    path("<int:circle_id>/flytt/<int:membership_id>/", groups.group_move, name="group_move"),
    path("<int:circle_id>/kontrakt/", groups.contract, name="contract"),
    path("<int:circle_id>/kontrakt/skriv/", groups.contract_change, name="contract_change"),
    path("<int:circle_id>/kontrakt/godta/", groups.contract_agree, name="contract_agree"),
    path("<int:circle_id>/moter/", meetings.meetings_new, name="meetings_new"),
    path("<int:circle_id>/mote/<int:meeting_id>/", meetings.meeting, name="meeting"),
    path("<int:circle_id>/mote/<int:meeting_id>/tema/", meetings.meeting_change, name="meeting_change"),
    path("<int:circle_id>/mote/<int:meeting_id>/flytt/", meetings.meeting_move, name="meeting_move"),
    path("<int:circle_id>/mote/<int:meeting_id>/avlys/", meetings.meeting_cancel, name="meeting_cancel"),
    path("<int:circle_id>/mote/<int:meeting_id>/kalender/", meetings.meeting_calendar, name="meeting_calendar"),
    path("<int:circle_id>/mote/<int:meeting_id>/oppmote/", meetings.meeting_present, name="meeting_present"),
    path("<int:circle_id>/mote/<int:meeting_id>/med-oss/", meetings.meeting_takeaway, name="meeting_takeaway"),
]
