"""Prints YAML documents as PyYAML, a reader of YAML 1.1, reads them: numbers as they are written,
mappings in order."""

import json
import sys

import yaml


class Loader(yaml.SafeLoader):
    pass


def written(name):
    return lambda loader, node: {name: node.value}


for name, key in [("int", "integer"), ("float", "float"), ("timestamp", "timestamp")]:
    Loader.add_constructor(f"tag:yaml.org,2002:{name}", written(key))


def mapping(loader, node):
    loader.flatten_mapping(node)  # merges, were there a <<
    return {"entries": loader.construct_pairs(node, deep=True)}


Loader.add_constructor("tag:yaml.org,2002:map", mapping)

with open(sys.argv[1], "rb") as file:
    json.dump(list(yaml.load_all(file, Loader)), sys.stdout)
