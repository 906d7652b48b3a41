"""Write the worked-example papers again from their sources: `make examples`."""

from tests.examples.jats import jats
from tests.examples.pdf import pdf
from tests.examples.source import FOLDER, papers

for paper in papers():
    (FOLDER / f"{paper.name}.xml").write_text(jats(paper), encoding="utf-8")
    (FOLDER / f"{paper.name}.pdf").write_bytes(pdf(paper))
    print(f"{paper.name}: XML and PDF written")
