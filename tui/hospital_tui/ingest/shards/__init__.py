"""Parsing past one machine: sources in blocks, an engine that parses them, and a shard of Parquet for each block.

`blocks` cuts the work, `engines` has it done (by processes here, or by a dask cluster whose workers call `remote`),
`folder` keeps the shards and gives them back, `rows` lays them out.
"""

from hospital_tui.ingest.shards.blocks import Block, Item, blocks_of
from hospital_tui.ingest.shards.engines import ClusterError, engine_named
from hospital_tui.ingest.shards.folder import ShardError, ShardFolder, Stored, is_shards, stored

__all__ = [
    "Block",
    "ClusterError",
    "Item",
    "ShardError",
    "ShardFolder",
    "Stored",
    "blocks_of",
    "engine_named",
    "is_shards",
    "stored",
]
