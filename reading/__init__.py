"""How Dutch plans and figure files say things: words, quarters, money, names. A library: no models, no database."""
