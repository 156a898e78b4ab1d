"""Who fits whom: exact, explainable matching of mentees and mentors. Pure Python: no Django, no database, no clock."""
