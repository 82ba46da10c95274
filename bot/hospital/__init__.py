"""The doors for hospital systems: API version 4, version 3, their keys and errors."""

from flask import Blueprint

from bot.hospital.key_commands import blueprint as _keys
from bot.hospital.openapi.routes import blueprint as _reference
from bot.hospital.problems import blueprint as _problems
from bot.hospital.v3 import blueprint as _v3
from bot.hospital.v4 import blueprint as _v4

blueprints: tuple[Blueprint, ...] = (_v4, _v3, _keys, _reference, _problems)
