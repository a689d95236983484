package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.privacy.AddressHash;
import io.epistle.privacy.Consent;
import io.epistle.privacy.Suppressions;
import io.epistle.safety.BackupManifest;
import io.epistle.safety.BackupStore;
import io.epistle.send.Cancellation;
import io.epistle.send.Channel;
import io.epistle.send.DeliveryOutcome;
import io.epistle.send.Hold;
import io.epistle.send.Ledger;
import io.epistle.send.LedgerCheck;
import io.epistle.send.Reply;
import io.epistle.send.Routing;
import io.epistle.send.Stage;
import io.epistle.send.TestMode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Mails are sent, consents withdrawn and addresses suppressed after a backup, and the backup is
/// restored: nobody who withdrew is mailed, and no address twice.
class RestoreTest {
    private static final int CUSTOMERS = 30;
    private static final DeliveryOutcome ACCEPTED =
            new DeliveryOutcome.Accepted(Reply.of(250, "2.0.0 ok"), "");
    private static final DeliveryOutcome LATER =
            new DeliveryOutcome.Deferred(Stage.RECIPIENT, Reply.of(451, "4.7.1 not now"));

    @TempDir Path folder;

    /// Addresses that a server took, through all lives of the shop, each as often as it did.
    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());

    private Path data() {
        return folder.resolve("data");
    }

    private Path backup() {
        return folder.resolve("backup");
    }

    private Run restore(Object... options) {
        List<Object> words = new ArrayList<>(List.of("restore", backup(), "--data", data()));
        words.addAll(List.of(options));
        return Run.of(words.toArray());
    }

    /// A shop an hour ago, with customers who agreed.
    private Shop shop() {
        Shop shop = Shop.withCampaign(folder);
        shop.turnClockTo(Clock.systemUTC().instant().minus(Duration.ofHours(1)));
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            shop.customer("c" + customer);
        }
        return shop;
    }

    private void backUp(Shop shop) {
        BackupManifest _ = BackupCommand.take(shop.engine, new BackupStore(backup()));
    }

    /// Opens the shop again an hour from now.
    private static void reopen(Shop shop) {
        shop.turnClockTo(Clock.systemUTC().instant().plus(Duration.ofHours(1)));
        shop.restart();
    }

    private static void release(Shop shop) {
        assertThat(shop.engine.writer.apply(Hold::release)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void nobodyIsMailedTwiceOrAfterTheyWithdrew(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<String> withdrawn = new TreeSet<>();
        Shop shop = shop();
        something(shop, random, withdrawn);
        backUp(shop);
        for (int left = random.nextInt(2, 5); left > 0; left--) {
            something(shop, random, withdrawn);
        }
        shop.customer("late");
        shop.consent("late", Consent.WITHDRAWN);
        withdrawn.add(Shop.address("late"));
        List<String> before = List.copyOf(taken);
        shop.close();

        Run restored = restore();

        assertThat(restored.code()).as(restored.said()).isZero();
        reopen(shop);
        Ledger.Balance held = shop.send(channel(random, 1, 0));
        assertThat(taken).as("while sending is held").isEqualTo(before);
        assertThat(held.planned()).isGreaterThanOrEqualTo(CUSTOMERS);
        release(shop);
        // Whom the backup does not know comes again, as from an import that is done again.
        shop.customer("late");
        Ledger.Balance balance = shop.send(channel(random, 1, 0));
        assertThat(taken).doesNotHaveDuplicates();
        assertThat(taken.subList(before.size(), taken.size()))
                .doesNotContainAnyElementsOf(withdrawn);
        assertThat(balance.open()).isZero();
        for (String address : before) {
            assertThat(shop.row(address).state().standing().name())
                    .as(address)
                    .isIn("SENT", "UNCERTAIN");
        }
        assertThat(new Check(shop.engine).run().findings()).isEmpty();
        shop.close();
    }

    private void something(Shop shop, SplittableRandom random, Set<String> withdrawn) {
        String id = "c" + random.nextInt(CUSTOMERS);
        switch (random.nextInt(4)) {
            case 0 -> {
                shop.consent(id, Consent.WITHDRAWN);
                withdrawn.add(Shop.address(id));
            }
            case 1 -> {
                long _ =
                        shop.engine.writer.apply(turn -> {
                            AddressHash address =
                                    AddressHash.of(shop.engine.vault, Shop.address(id));
                            Suppressions.add(turn, address, "complaint");
                            return 0L;
                        });
                withdrawn.add(Shop.address(id));
            }
            default -> {
                Ledger.Balance _ =
                        shop.send(channel(random, random.nextDouble(), random.nextDouble()));
            }
        }
    }

    /// A channel that takes a part of the messages, loses the connection behind the hand-over of a
    /// part of the others, and defers the rest.
    private Channel channel(SplittableRandom random, double takes, double loses) {
        long seed = random.nextLong();
        return Shop.channel((recipient, handOver) -> {
            SplittableRandom fate = new SplittableRandom(seed ^ recipient.text().hashCode());
            boolean isTaken = fate.nextDouble() < takes;
            boolean isLost = fate.nextDouble() < loses;
            if (!isTaken && !isLost) {
                return LATER;
            }
            if (!handOver.commit()) {
                return new DeliveryOutcome.Withheld();
            }
            taken.add(recipient.text());
            return isTaken ? ACCEPTED : new DeliveryOutcome.Uncertain("the connection broke");
        });
    }

    @Test
    void whatASentMailCountsForCapsIsThereAfterRestoring() {
        Shop shop = shop();
        backUp(shop);
        Ledger.Balance sent = shop.send(channel(new SplittableRandom(1), 1, 0));
        shop.close();

        assertThat(restore().code()).isZero();

        reopen(shop);
        assertThat(shop.engine.ledger.balance(shop.engine.store, Shop.CAMPAIGN)).isEqualTo(sent);
        assertThat(sentFacts(shop)).isEqualTo(CUSTOMERS);
        shop.close();
    }

    @Test
    void aCampaignThatWasCancelledAfterTheBackupStaysSo() {
        Shop shop = shop();
        Ledger.Balance _ = shop.send(Shop.channel((_, _) -> LATER));
        backUp(shop);
        int _ =
                shop.engine.writer.apply(turn -> {
                    Cancellation.place(turn, Shop.CAMPAIGN, turn.now());
                    return Cancellation.sweep(turn, Shop.CAMPAIGN, CUSTOMERS);
                });
        shop.close();

        assertThat(restore().code()).isZero();

        reopen(shop);
        release(shop);
        shop.turnClockTo(shop.now().plus(Duration.ofDays(1)));
        Ledger.Balance balance = shop.send(channel(new SplittableRandom(1), 1, 0));
        assertThat(taken).isEmpty();
        assertThat(balance.skipped()).isEqualTo(CUSTOMERS);
        assertThat(LedgerCheck.findings(shop.engine.store)).isEmpty();
        shop.close();
    }

    @Test
    void aFolderIsRestoredInTheModeOfTheBackupWithSendingHeld() {
        Shop shop = shop();
        Instant since = shop.engine.writer.apply(TestMode::leave);
        backUp(shop);
        Optional<Instant> _ = shop.engine.writer.apply(TestMode::enter);
        Ledger.Balance caught = shop.send(Shop.CAMPAIGN, Routing.NONE);
        shop.close();

        Run restored = restore();

        assertThat(restored.out()).contains("Live since " + since);
        reopen(shop);
        assertThat(TestMode.liveSince(shop.engine.store)).contains(since);
        assertThat(Hold.isHeld(shop.engine.store)).isTrue();
        assertThat(shop.engine.ledger.balance(shop.engine.store, Shop.CAMPAIGN)).isEqualTo(caught);
        assertThat(shop.engine.ledger.caught(shop.engine.store, Shop.CAMPAIGN))
                .isEqualTo(Map.of("caught in test mode", (long) CUSTOMERS));
        release(shop);
        Ledger.Balance _ = shop.send(channel(new SplittableRandom(1), 1, 0));
        assertThat(taken).as("what was caught after the backup has ended").isEmpty();
        assertThat(sentFacts(shop)).isEqualTo(CUSTOMERS);
        shop.close();
    }

    private static long sentFacts(Shop shop) {
        long facts = 0;
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            var person = ExplainCommand.find(shop.engine, "c" + customer).orElseThrow();
            facts +=
                    shop.engine.reader.read(shop.engine.store, person).timeline().facts().stream()
                            .filter(fact -> fact.name().equals("Email Sent"))
                            .count();
        }
        return facts;
    }

    @Test
    void withoutItsJournalABackupIsRestoredOnlyWhenAskedAndWhatWaitedIsUncertain()
            throws IOException {
        Shop shop = shop();
        Ledger.Balance _ = shop.send(Shop.channel((_, _) -> LATER));
        backUp(shop);
        shop.close();
        Files.delete(data().resolve("safety.journal"));

        Run refused = restore();
        Run restored = restore("--without-journal");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains("Found no safety journal")
                .contains("not known who withdrew and who was mailed since")
                .contains("--without-journal");
        assertThat(restored.code()).as(restored.said()).isZero();
        reopen(shop);
        release(shop);
        Ledger.Balance balance = shop.send(channel(new SplittableRandom(1), 1, 0));
        assertThat(taken).isEmpty();
        assertThat(balance.uncertain()).isEqualTo(CUSTOMERS);
        shop.close();
    }

    @Test
    void aJournalBegunAfterTheBackupIsNotTakenForTheOneThatKnows() throws IOException {
        Shop shop = shop();
        backUp(shop);
        shop.close();
        Files.delete(data().resolve("safety.journal"));
        shop.restart();
        shop.close();

        Run refused = restore();

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("was begun after the backup was taken");
    }

    @Test
    void anOldCopyOfTheJournalIsNotTakenForTheOneThatKnows() throws IOException {
        Shop shop = shop();
        shop.restart();
        Path copy = Files.copy(data().resolve("safety.journal"), folder.resolve("copy"));
        shop.consent("c1", Consent.WITHDRAWN);
        backUp(shop);
        shop.close();
        Files.move(copy, data().resolve("safety.journal"), StandardCopyOption.REPLACE_EXISTING);

        Run refused = restore();

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("it is an old copy");
    }

    @Test
    void theJournalOrTheBackupOfAnotherFolderIsRefused() throws IOException {
        Shop shop = shop();
        backUp(shop);
        shop.close();
        Path other = Files.createDirectory(folder.resolve("other"));
        new Shop(other).close();

        Run elsewhere = Run.of("restore", backup(), "--data", other.resolve("data"));
        Files.copy(
                other.resolve("data/safety.journal"),
                data().resolve("safety.journal"),
                StandardCopyOption.REPLACE_EXISTING);
        Run foreign = restore();

        assertThat(elsewhere.code()).isEqualTo(1);
        assertThat(elsewhere.err()).contains("was made with other keys");
        assertThat(foreign.code()).isEqualTo(1);
        assertThat(foreign.err()).contains("belongs to another data folder");
    }

    @Test
    void aFlippedByteAnywhereInABackupIsFoundAndNothingIsChanged() throws IOException {
        Shop shop = shop();
        backUp(shop);
        shop.customer("new");
        shop.close();
        SplittableRandom random = new SplittableRandom(5);
        List<Path> files;
        try (Stream<Path> walked = Files.walk(backup())) {
            files =
                    walked.filter(Files::isRegularFile)
                            .filter(file -> file.toFile().length() > 0)
                            .sorted()
                            .toList();
        }
        for (Path file : files) {
            long at = random.nextLong(Files.size(file));
            flip(file, at);

            Run refused = restore();

            assertThat(refused.code()).as("byte %d of %s", at, file).isEqualTo(1);
            assertThat(refused.err().lines().filter(line -> !line.equals("restore ...")))
                    .hasSize(1);
            flip(file, at);
        }
        shop.restart();
        assertThat(ExplainCommand.find(shop.engine, "new")).isPresent();
        shop.close();
        assertThat(restore().code()).isZero();
    }

    private static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int was = bytes.read();
            bytes.seek(at);
            bytes.write(was ^ 0x01);
        }
    }

    @Test
    void aBackupHoldsNoKeyAndWhoseKeyIsDestroyedSinceStaysErased() {
        Shop shop = shop();
        backUp(shop);
        var person = ExplainCommand.find(shop.engine, "c3").orElseThrow();
        shop.engine.vault.destroy(person.stems().getFirst().keySlot());
        shop.close();

        Run restored = restore();

        assertThat(restored.code()).as(restored.said()).isZero();
        shop.restart();
        assertThat(shop.engine.reader.read(shop.engine.store, person).timeline().facts()).isEmpty();
        shop.close();
    }

    @Test
    void aFolderThatLostItsKeysIsRestoredWithABackupOfThem() throws IOException {
        Shop shop = shop();
        backUp(shop);
        shop.close();
        Path keys = folder.resolve("keys");
        assertThat(Run.of("keys", "backup", keys, "--data", data()).code()).isZero();
        Files.move(data().resolve("keys"), folder.resolve("lost"));
        Path made;
        try (Stream<Path> all = Files.list(keys)) {
            made = all.findFirst().orElseThrow();
        }

        Run without = restore();
        Run with = restore("--keys", made);

        assertThat(without.err()).contains("Found no keys in");
        assertThat(with.code()).as(with.said()).isZero();
        shop.restart();
        assertThat(ExplainCommand.find(shop.engine, "c3")).isPresent();
        shop.close();
    }

    @Test
    void aRestoreThatWasInterruptedIsDoneAgainBeforeAnythingElse() throws IOException {
        Shop shop = shop();
        backUp(shop);
        shop.close();
        Files.move(data().resolve("store"), data().resolve("restoring"));

        Run refused = Run.of("check", "--data", data());
        Run restored = restore();

        assertThat(refused.err()).contains("epistle restore");
        assertThat(restored.code()).as(restored.said()).isZero();
        assertThat(Run.of("check", "--data", data()).out()).contains("everything agrees");
    }
}
