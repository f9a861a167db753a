// SPDX-License-Identifier: ISC

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;

/**
 * Validate SHAPES VOCABULARY DATA...: holds each file of data, with the vocabulary, to the shapes,
 * and writes the report to DATA.report, in N-Triples.
 */
public class Validate {
  public static void main(String[] names) throws Exception {
    var shapes = Shapes.parse(RDFDataMgr.loadGraph(names[0]));
    for (int i = 2; i < names.length; ++i) {
      var data = RDFDataMgr.loadGraph(names[i]);
      RDFDataMgr.read(data, names[1]);
      var report = ShaclValidator.get().validate(shapes, data);
      try (var out = Files.newOutputStream(Path.of(names[i] + ".report"))) {
        RDFDataMgr.write(out, report.getGraph(), Lang.NTRIPLES);
      }
    }
  }
}
