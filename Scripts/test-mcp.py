"""Lets PyPI's clients of the Model Context Protocol, `mcp` and `fastmcp`, use Padan over both of its transports.

    python3 Scripts/test-mcp.py MEMORY ARTICLE [CALLS]

Checks every schema, and every answer against its schema; calls each tool, reads each kind of resource, and makes CALLS
calls (10,000) over each transport, half with each client. MEMORY, which holds the pairs of ARTICLE, is written to.
"""

import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import time

import fastmcp
import mcp
from jsonschema import Draft202012Validator
from mcp.client.stdio import StdioServerParameters

memory, article, calls = sys.argv[1], sys.argv[2], int((sys.argv[3:] or ["10000"])[0])
text = open(article, encoding="utf-8").read()
lines = [line for line in text.splitlines() if len(line) > 20]
arguments = ["mcp", "--quiet", "--write", "--memory", memory]
environment = dict(os.environ)


def member(value, *names):
    """A member of an answer: the clients name them in Python's way or in the protocol's."""
    for name in names:
        if hasattr(value, name):
            return getattr(value, name)
    raise AttributeError(names)


class Checked:
    """A client whose answers are held against the schemas of the tools."""

    def __init__(self, client):
        self.client = client
        self.schemas = {}
        self.times = []

    async def learn(self):
        listed = await self.client.list_tools()
        for tool in getattr(listed, "tools", listed):
            given, answered = member(tool, "input_schema", "inputSchema"), member(tool, "output_schema", "outputSchema")
            Draft202012Validator.check_schema(given)
            Draft202012Validator.check_schema(answered)
            assert answered["type"] == "object" and tool.description and tool.annotations, tool
            self.schemas[tool.name] = Draft202012Validator(given), Draft202012Validator(answered)
        return list(self.schemas)

    async def call(self, name, /, **arguments):
        given, answered = self.schemas[name]
        given.validate(arguments)
        began = time.perf_counter()
        result = await self.client.call_tool(name, arguments)
        self.times.append(time.perf_counter() - began)
        assert not member(result, "is_error", "isError"), (name, result)
        structured = member(result, "structured_content", "structuredContent")
        answered.validate(structured)
        assert json.loads(result.content[0].text) == structured
        return structured

    async def refused(self, name, /, **arguments):
        try:
            result = await self.client.call_tool(name, arguments)
        except Exception as error:  # fastmcp raises what mcp returns
            return str(error)
        assert member(result, "is_error", "isError"), (name, result)
        return result.content[0].text


async def use(checked):
    """Each tool once, with what it is for."""
    names = await checked.learn()
    assert {"search_translation_memory", "find_matches", "add", "undo"} <= set(names) and len(names) == 14, names
    segments = [item["text"] for item in (await checked.call("segment", text=text, name="a.txt"))["segments"]]
    number = next(number for number, segment in enumerate(segments) if number and len(segment) > 60)
    query = {"text": segments[number], "previous": segments[number - 1]}
    found = await checked.call("search_translation_memory", **query)
    best = found["matches"][0]
    place = best["provenance"][0]
    assert best["kind"] in ("context", "exact") and place["document"] and place["bead"], best
    assert 0 <= place["confidence"] <= 1 and best["review"] == "unreviewed"
    assert (await checked.call("find_matches", **query)) == found
    many = await checked.call("find_many", texts=lines[:5], context=True)
    assert len(many["answers"]) == 5
    word = re.findall(r"\w{6,}", query["text"])[0]
    assert (await checked.call("concordance", words=[word]))["lines"]
    explained = await checked.call("explain_match", text=query["text"], unit=best["unit"])
    assert [match["unit"] for match in explained["matches"]] == [best["unit"]]
    assert explained["matches"][0]["explanation"]
    aligned = await checked.call("align", source=["Satu rumah.", "Dua rumah."], target=["One house.", "Two houses."], force=True)
    assert len(aligned["beads"]) == 2
    await checked.call("terms_for", text=query["text"])
    pack = await checked.call("context_pack", text=text, budget=1000)
    assert pack["examples"] and pack["tokens"] <= 1000
    example = pack["examples"][0]
    checks = await checked.call("check_translation", pairs=[{"source": example["source"], "target": example["target"]}], pack=pack)
    assert checks["uses"][0]["unit"] == example["unit"] and checks["uses"][0]["share"] == 1
    wrong = await checked.call("check_translation", pairs=[{"source": "Naik 5 persen.", "target": "Rose by 6 percent."}])
    assert wrong["findings"], wrong

    assert "text" in await checked.refused("search_translation_memory", text=" ")
    assert "id" in await checked.refused("search_translation_memory", text="a", **{"from": "id", "to": "id"})
    assert await checked.refused("explain_match", text="a", unit="x")
    assert await checked.refused("concordance", words=["("], regex=True)
    for unknown in ("nothing", ""):
        try:
            await checked.client.call_tool(unknown, {})
            raise AssertionError("an unknown tool is no result")
        except AssertionError:
            raise
        except Exception:
            pass

    added = await checked.call("add", source="Kalimat uji dari klien.", target="A test sentence of a client.")
    assert added["added"] == 1
    unit = (await checked.call("find_matches", text="Kalimat uji dari klien."))["matches"][0]["unit"]
    assert (await checked.call("approve", unit=unit))["review"] == "approved"
    assert (await checked.call("reject", unit=unit))["review"] == "rejected"
    assert not (await checked.call("find_matches", text="Kalimat uji dari klien.", repair=False))["matches"]
    for _ in range(3):
        await checked.call("undo")
    assert await checked.refused("approve", unit=unit)

    client = checked.client
    templates = await client.list_resource_templates()
    templates = getattr(templates, "resource_templates", templates)
    assert len(templates) == 2
    listed = await client.list_resources()
    document = getattr(listed, "resources", listed)[0]
    for address in (str(document.uri), f"padan://unit/{best['unit']}"):
        read = await client.read_resource(address)
        content = json.loads(getattr(read, "contents", read)[0].text)
        assert content.get("units") or content["unit"] == best["unit"], content
        pair = (content.get("units") or [content])[0]
        assert {"unit", "source", "target", "review", "provenance"} <= set(pair)
    try:
        await client.read_resource("padan://unit/999999")
        raise AssertionError("an unknown resource is an error")
    except AssertionError:
        raise
    except Exception:
        pass


async def repeat(checked, count):
    """Many calls, several at a time, each held against its schema."""
    checked.times.clear()

    async def one(number):
        line = lines[number % len(lines)]
        match number % 8:
            case 0: await checked.call("find_many", texts=lines[:3])
            case 1: await checked.call("concordance", words=line.split()[:1])
            case 2: await checked.call("terms_for", text=line)
            case 3: await checked.call("check_translation", pairs=[{"source": line, "target": line}])
            case 4: await checked.call("segment", text=line)
            case _: await checked.call("search_translation_memory", text=line, min=60)

    gate = asyncio.Semaphore(8)

    async def gated(number):
        async with gate:
            await one(number)

    for start in range(0, count, 1000):
        await asyncio.gather(*(gated(number) for number in range(start, min(count, start + 1000))))
    times = sorted(checked.times)
    return f"p50 {statistics.median(times) * 1000:.1f} ms, p99 {times[len(times) * 99 // 100] * 1000:.1f} ms, 8 at a time"


async def run(url):
    def clients():
        stdio = StdioServerParameters(command="padan", args=arguments, env=environment)
        for mode in ("auto", "legacy"):
            for name, at in (("stdio", stdio), ("HTTP", url)):
                yield f"mcp, {mode}, {name}", name, mcp.Client(at, mode=mode)
                transport = fastmcp.client.transports.StdioTransport("padan", arguments, env=environment, keep_alive=False) if name == "stdio" else at
                yield f"fastmcp, {mode}, {name}", name, fastmcp.Client(transport, mode=mode)

    for title, _, client in clients():
        async with client:
            checked = Checked(client)
            await use(checked)
            told = await repeat(checked, calls // 2 if "auto" in title else 200)
            print(f"{title}: {len(checked.times)} calls, {told}", flush=True)


server = subprocess.Popen(
    ["padan", "serve", "--write", "--memory", memory, "--port", "7297"], stderr=subprocess.PIPE, text=True, env=environment)
try:
    assert "7297" in server.stderr.readline()
    asyncio.run(run("http://127.0.0.1:7297/mcp"))
finally:
    server.terminate()
    server.wait()
