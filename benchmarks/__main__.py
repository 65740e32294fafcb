"""`python -m benchmarks [name ...]`: run all benchmarks, or those named."""

import sys

from benchmarks import content, monitor, pdf, plan, web

BENCHMARKS = {"plan": plan.run, "content": content.run, "pdf": pdf.run, "web": web.run, "monitor": monitor.run}


def main() -> None:
    for name in sys.argv[1:] or BENCHMARKS:
        print(f"\n{name}")
        for line in BENCHMARKS[name]():
            print(f"  {line}")


main()
