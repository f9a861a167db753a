// SPDX-License-Identifier: ISC

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;

/** Reads each JSON-LD file that is named, and writes NAME.read, in N-Quads. */
public class Read {
  public static void main(String[] names) throws Exception {
    for (String name : names) {
      var dataset = DatasetFactory.create();
      try (var out = Files.newOutputStream(Path.of(name + ".read"))) {
        RDFParser.source(name).lang(Lang.JSONLD).base("http://base.example/").parse(dataset);
        RDFDataMgr.write(out, dataset, Lang.NQUADS);
      } catch (RuntimeException error) {
        System.out.println(name + ": " + error);
      }
    }
  }
}
