"""How to spread a scheme so that its effect can be known: drawn starts, their test, power before the draw."""
