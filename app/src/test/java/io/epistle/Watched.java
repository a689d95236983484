package io.epistle;

import io.epistle.alert.Alert;
import io.epistle.alert.AlertKind;
import io.epistle.send.AllowList;
import io.epistle.send.RelayChannel;
import io.epistle.send.Routing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A shop that is watched look by look, with clocks and a disk that the test turns.
final class Watched {
    final Shop shop;
    OptionalLong diskBytes = OptionalLong.of(1L << 40);
    private Routing routing = Routing.NONE;
    private long nanos;
    WatchWorker worker;

    Watched(Shop shop) {
        this.shop = shop;
        this.worker = worker();
    }

    /// Gives it a relay, which nobody asks before mails are sent.
    Watched withRelay() {
        return over(
                new RelayChannel(
                        Shop.channel((_, _) -> {
                            throw new AssertionError("found a mail where none is sent");
                        }),
                        Duration.ZERO,
                        shop.engine.clock));
    }

    Watched over(RelayChannel relay) {
        routing = new Routing(Optional.of(relay), AllowList.NONE);
        worker.close();
        worker = worker();
        return this;
    }

    private WatchWorker worker() {
        return new WatchWorker(shop.engine, routing, () -> diskBytes, () -> nanos);
    }

    /// Both clocks run on.
    void pass(Duration length) {
        nanos += length.toNanos();
        shop.turnClockTo(shop.now().plus(length));
    }

    /// The clock that is never set runs on alone, as in the moment of a look.
    void passUnseen(Duration length) {
        nanos += length.toNanos();
    }

    /// Looks, and returns what is open once all that was handed to the writer is on disk.
    List<AlertKind> look() {
        List<AlertKind> open = lookWithoutWriter();
        var _ = shop.engine.writer.apply(turn -> turn.now());
        return open;
    }

    List<AlertKind> lookWithoutWriter() {
        worker.look();
        return shop.engine.alerts.open().stream().map(Alert::kind).toList();
    }

    /// Looks every minute for so long.
    List<AlertKind> lookFor(Duration length) {
        List<AlertKind> open = look();
        for (Duration gone = Duration.ZERO;
                gone.compareTo(length) < 0;
                gone = gone.plusMinutes(1)) {
            pass(Duration.ofMinutes(1));
            open = look();
        }
        return open;
    }

    /// Ends the process and starts another one, which looks on.
    void restart() {
        worker.close();
        shop.restart();
        worker = worker();
    }

    /// The kinds of the alerts that are over, the last first.
    List<AlertKind> over() {
        List<AlertKind> _ = look();
        return shop.engine.alerts.closed().stream().map(Alert::kind).toList();
    }

    Alert only() {
        List<Alert> open = shop.engine.alerts.open();
        if (open.size() != 1) {
            throw new AssertionError("found " + open);
        }
        return open.getFirst();
    }
}
