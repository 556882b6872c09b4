"""Runs example.py with a cloud for Pulumi that only says what is made."""

import asyncio
import runpy

import pulumi


class Cloud(pulumi.runtime.Mocks):
    def new_resource(self, args):
        print("made", args.typ, args.name)
        return args.name, args.inputs

    def call(self, args):
        return {}


asyncio.set_event_loop(asyncio.new_event_loop())
pulumi.runtime.set_mocks(Cloud())
pulumi.runtime.test(lambda: runpy.run_path("example.py"))()
