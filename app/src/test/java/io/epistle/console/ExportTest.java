package io.epistle.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;

final class ExportTest {
    private static ConsoleServer server;
    private static Visitor visitor;

    @BeforeAll
    static void start() throws IOException {
        server = ConsoleServerTest.start(SampleReading.shop().reading(), 0, List.of());
        visitor = new Visitor(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aListIsExportedWholeAsItIsFiltered() {
        HttpResponse<String> all = visitor.get("/console/people.csv?page=3");
        HttpResponse<String> some =
                visitor.get("/console/people.csv?mail=no&sort=orders&direction=down");

        assertThat(all.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(all.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"people.csv\"");
        assertThat(all.body().lines()).hasSize(231);
        assertThat(all.body())
                .startsWith(
                        "id,name,email,country,lifecycle,orders,spent,currency,seen,may_mail\r\n");
        assertThat(some.body().lines().skip(1))
                .isNotEmpty()
                .allMatch(line -> line.endsWith(",false"));
    }

    @Test
    void aLedgerIsExportedByStateAndReason() {
        HttpResponse<String> skipped =
                visitor.get(
                        "/console/campaigns/picks-for-you/messages.csv?state=skipped&reason=no_consent");

        assertThat(skipped.body().lines().skip(1))
                .isNotEmpty()
                .allMatch(line -> line.contains(",skipped,no_consent,"));
        assertThat(visitor.get("/console/campaigns/none/messages.csv").statusCode()).isEqualTo(404);
    }

    @Test
    void whatWasSetAsideIsExportedByReason() {
        HttpResponse<String> rows = visitor.get("/console/quarantine/negative_price/rows.csv");

        assertThat(rows.body().lines()).hasSize(64);
        assertThat(rows.body()).startsWith("source,file,line,path,found,expected,row\r\n");
    }

    @Test
    void noFieldRunsInASpreadsheet() {
        assertThat(Csv.line(List.of("=1+1", "+44", "-2+3", "-12.75", "@x", "\tx", "a=b", "")))
                .isEqualTo("'=1+1,'+44,'-2+3,-12.75,'@x,'\tx,a=b,\r\n");
        assertThat(Csv.line(List.of("a,b", "say \"hi\"", "two\nlines", "=\"x\",y")))
                .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"'=\"\"x\"\",y\"\r\n");
    }
}
