"""Turtle files in, a bilingual static site out.

One module a step, in the order load, shapes, validate, model, render, data, publish.
"""
