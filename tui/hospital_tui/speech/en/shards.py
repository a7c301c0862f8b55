"""Parsing on other machines: shards and clusters."""

WORDS: dict[str, str] = {
    "help.parse.engine": "Who parses (with --format parquet): processes on this machine (default), or dask://HOST:PORT.",
    "help.parse.jobs": "How many processes on this machine; one a core by default.",
    "help.parse.block": "How many sources go into a shard (200 by default).",
    "parse.parquet": "--format parquet goes into a folder: add -o DIR; it does not go with --check",
    "parse.engine": "--on and --jobs go with --format parquet",
    "shards.counts": "parsed {parsed} sources, {articles} articles, into {shards} shards; there already {known}, failed {failed}",
    "shards.other": "{folder} holds something else and no shards; choose an empty folder",
    "shards.version": "the shards in {folder} were written by version {version}, not this one; choose another folder",
    "shards.no-library": "this needs {library}: python -m pip install 'hospital-tui[{extra}]'",
    "input.shard": "the shard is damaged: {detail}; delete it and run parse again",
    "cluster.engine": "--on {name} is not known; use processes or dask://HOST:PORT",
    "cluster.unreachable": "the dask scheduler at {address} does not answer; is it running?",
    "cluster.no-workers": "the scheduler at {address} has no workers; start some with: dask worker {address}",
    "cluster.lost": "the scheduler at {address} is gone; all finished shards are there, and the same call goes on from them",
    "cluster.no-program": "the workers of {address} do not have hospital-tui: {reason}",
    "cluster.version": "the workers of {address} run version {there}, this is {here}; install the same one",
    "cluster.failed": "the cluster at {address} cannot go on: {reason}; all finished shards are there, and the same call goes on from them",
}
