"""What travels on the wire: articles in, events out. Imports nothing else of ours but settings and errors."""
