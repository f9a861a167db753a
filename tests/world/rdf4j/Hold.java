// SPDX-License-Identifier: ISC

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import org.eclipse.rdf4j.query.QueryLanguage;
import org.eclipse.rdf4j.query.resultio.sparqljson.SPARQLResultsJSONWriter;
import org.eclipse.rdf4j.repository.RepositoryConnection;
import org.eclipse.rdf4j.repository.sail.SailRepository;
import org.eclipse.rdf4j.rio.RDFFormat;
import org.eclipse.rdf4j.rio.RDFParserRegistry;
import org.eclipse.rdf4j.rio.helpers.BasicParserSettings;
import org.eclipse.rdf4j.sail.memory.MemoryStore;

/**
 * A store in memory that verifies what it reads. Each line of its input is a command, its words
 * parted by tabs: "load", a media type, a file; or "select" and a query. It answers with a line:
 * "ok" and the result in JSON, or "no" and why not.
 */
class Hold {
  public static void main(String[] words) {
    SailRepository store = new SailRepository(new MemoryStore());
    try (RepositoryConnection connection = store.getConnection();
        Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8)) {
      connection.getParserConfig().set(BasicParserSettings.VERIFY_DATATYPE_VALUES, true);
      connection.getParserConfig().set(BasicParserSettings.VERIFY_LANGUAGE_TAGS, true);
      connection.getParserConfig().set(BasicParserSettings.FAIL_ON_UNKNOWN_LANGUAGES, false);
      while (lines.hasNextLine()) {
        System.out.println(answer(connection, lines.nextLine().split("\t")));
      }
    }
  }

  private static String answer(RepositoryConnection connection, String[] words) {
    try {
      if (words[0].equals("select")) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        connection.prepareTupleQuery(QueryLanguage.SPARQL, words[1])
            .evaluate(new SPARQLResultsJSONWriter(out));
        return "ok " + out.toString(StandardCharsets.UTF_8).replaceAll("[\r\n]+", " ");
      }
      RDFFormat format = RDFParserRegistry.getInstance().getFileFormatForMIMEType(words[1])
          .orElseThrow();
      connection.clear();
      connection.add(new File(words[2]), "http://base.example/", format);
      return "ok";
    } catch (Exception error) {
      return "no " + String.valueOf(error).replaceAll("[\r\n]+", " ");
    }
  }
}
