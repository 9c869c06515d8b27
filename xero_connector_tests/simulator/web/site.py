from werkzeug.wrappers import Response


class Site:
    def __init__(self, world):
        self._world = world

    def handle(self, request, path):
        return Response("", 404)
