"""Entities, the model and written pages in, the Markdown of each kind of page out."""
