"""How sure a body of evidence makes us: GRADE domains by stated rules, overruled by people."""
