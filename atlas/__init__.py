"""Turtle files in, a bilingual static site out: one module a step, in the order load, validate,
model, render, data, publish."""
