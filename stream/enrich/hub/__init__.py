"""Other people's models in place of parts of the shipped one: any Hugging Face classifier of tokens or sentences.

`source.py` finds and checks the files, `labels.py` and `words.py` translate what the model says into our labels and
whole words, `classifier.py` runs it on torch, `specialists.py` puts the tasks together for the `Reader`. Only
`classifier.py` needs torch; nothing in this room is imported unless the settings name a model.
"""
