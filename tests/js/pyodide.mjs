// Runs the Python on standard input in Pyodide, the Python of browsers, with src/ in its path.
import { readFileSync } from "node:fs";

import { loadPyodide } from "pyodide";

const python = await loadPyodide();
python.mountNodeFS("/src", process.argv[2]);
python.runPython("import sys; sys.path.insert(0, '/src')");
python.runPython(readFileSync(0, "utf-8"));
