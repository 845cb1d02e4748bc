"""The record read, followed and checked by people: pages, feeds, reviews, readers' questions, the API.

A Django app over the store. Views are functions, one file a topic in ``views/``; each page works without JavaScript.
"""
