"""Thin commands over the rooms: each reads its arguments, calls one room, and prints."""
