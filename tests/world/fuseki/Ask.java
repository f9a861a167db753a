// SPDX-License-Identifier: ISC

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.update.UpdateAction;

/**
 * Asks a question of each argument, whose lines are the file to write, the question, an update to
 * run first or nothing, and the files that make the graph. The answer is written as CSV.
 */
public class Ask {
  public static void main(String[] tasks) throws Exception {
    for (String task : tasks) {
      var words = task.split("\n");
      var model = ModelFactory.createDefaultModel();
      for (int i = 3; i < words.length; i++) {
        RDFDataMgr.read(model, words[i]);
      }
      if (!words[2].isEmpty()) {
        UpdateAction.readExecute(words[2], model);
      }
      var query = QueryFactory.read(words[1]);
      try (var out = Files.newOutputStream(Path.of(words[0]));
          var execution = QueryExecutionFactory.create(query, model)) {
        ResultSetFormatter.outputAsCSV(out, execution.execSelect());
      } catch (RuntimeException error) {
        System.out.println(words[1] + ": " + error);
      }
    }
  }
}
