"""The pages, one file a topic: a view and its addresses (``urlpatterns``) stand together."""
