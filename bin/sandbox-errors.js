#!/usr/bin/env node
const { createRealHost, finish } = require("../dist/host.js");
const { main } = require("../dist/cli.js");

main(createRealHost()).then(finish);
