// SPDX-License-Identifier: ISC

import com.bigdata.rdf.sail.BigdataSail;
import com.bigdata.rdf.sail.BigdataSailRepository;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Scanner;
import org.openrdf.query.QueryLanguage;
import org.openrdf.query.resultio.sparqljson.SPARQLResultsJSONWriter;
import org.openrdf.repository.RepositoryConnection;
import org.openrdf.rio.RDFFormat;

/**
 * A store in memory, of quads, without inference. Each line of its input is a command, its words
 * parted by tabs: "load", a media type, a file; or "select" and a query. It answers with a line:
 * "ok" and the result in JSON, or "no" and why not.
 */
class Hold {
  private static final String STORE = "com.bigdata.rdf.store.AbstractTripleStore.";

  public static void main(String[] words) throws Exception {
    Properties settings = new Properties();
    settings.setProperty("com.bigdata.journal.AbstractJournal.bufferMode", "MemStore");
    settings.setProperty("com.bigdata.rdf.sail.truthMaintenance", "false");
    settings.setProperty(STORE + "quads", "true");
    settings.setProperty(STORE + "statementIdentifiers", "false");
    settings.setProperty(STORE + "axiomsClass", "com.bigdata.rdf.axioms.NoAxioms");
    BigdataSailRepository store = new BigdataSailRepository(new BigdataSail(settings));
    store.initialize();
    try (Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8)) {
      while (lines.hasNextLine()) {
        System.out.println(answer(store, lines.nextLine().split("\t")));
      }
    }
    store.shutDown();
  }

  private static String answer(BigdataSailRepository store, String[] words) throws Exception {
    RepositoryConnection connection = store.getConnection();
    try {
      connection.begin();
      if (words[0].equals("select")) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        connection.prepareTupleQuery(QueryLanguage.SPARQL, words[1])
            .evaluate(new SPARQLResultsJSONWriter(out));
        return "ok " + out.toString(StandardCharsets.UTF_8).replaceAll("[\r\n]+", " ");
      }
      connection.clear();
      connection.add(new File(words[2]), "http://base.example/", RDFFormat.forMIMEType(words[1]));
      connection.commit();
      return "ok";
    } catch (Exception error) {
      connection.rollback();
      return "no " + String.valueOf(error).replaceAll("[\r\n]+", " ");
    } finally {
      connection.close();
    }
  }
}
