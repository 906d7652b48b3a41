"""How the site behaves as the evidence grows: building, searching, weight of its pages."""
