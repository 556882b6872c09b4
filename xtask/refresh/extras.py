"""The extras that people install. Data: an editor adds a row, with the page of the project's own documentation whose
install line has the extra. Without a row, the package alone is resolved; that is right for most.
"""

EXTRAS = {
    # https://docs.celeryq.dev/en/stable/getting-started/backends-and-brokers/redis.html
    "celery": "redis",
    # https://docs.dask.org/en/stable/install.html
    "dask": "complete",
    # https://fastapi.tiangolo.com/#installation
    "fastapi": "standard",
    # https://flet.dev/docs/getting-started/installation
    "flet": "all",
    # https://kivy.org/doc/stable/gettingstarted/installation.html
    "kivy": "base",
    # https://huggingface.co/docs/transformers/installation
    "transformers": "torch",
}
