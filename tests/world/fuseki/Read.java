// SPDX-License-Identifier: ISC

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;

/** Reads each file that is named, as its name says what it is, and writes NAME.read, in N-Quads. */
public class Read {
  public static void main(String[] names) throws Exception {
    for (String name : names) {
      var dataset = DatasetFactory.create();
      try (var out = Files.newOutputStream(Path.of(name + ".read"))) {
        RDFParser.source(name).base("http://base.example/").parse(dataset);
        RDFDataMgr.write(out, dataset, Lang.NQUADS);
      } catch (RuntimeException error) {
        System.out.println(name + ": " + error);
      }
    }
  }
}
