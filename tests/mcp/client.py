"""The client of the package `mcp` against the server: lists the tools, calls one, asks for one that is not there."""

import asyncio
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.shared.exceptions import McpError


async def main(inquit: str) -> None:
    server = StdioServerParameters(command=inquit, args=["mcp", "--in", "docs/example"])
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        opened = await session.initialize()
        assert opened.serverInfo.name == "inquit", opened
        tools = (await session.list_tools()).tools
        quote = {"text": "We have oil for a month and spare parts for two", "speaker": "Mara Lindqvist"}
        # The client checks the result against the output schema.
        result = await session.call_tool("verify_quotes", {"quotes": [quote]})
        verdict = result.structuredContent["verdicts"][0]
        wrong = await session.call_tool("verify_quotes", {"quotes": []})
        assert wrong.isError, wrong
        try:
            await session.call_tool("forget", {})
        except McpError:
            refused = "unknown tool refused"
        print(f"{len(tools)} tools; {verdict['wording']}: {verdict['use']}; {refused}")


asyncio.run(main(sys.argv[1]))
