package io.epistle;

import io.epistle.send.Channel;
import io.epistle.send.MailboxChannel;
import io.epistle.send.SendLoop;

import java.io.IOException;

/// Sends what people's moves start, and whatever else is due, into the built-in mailbox while a
/// server runs.
final class LiveSending implements AutoCloseable {
    private final Channel mailbox;
    private final SendLoop loop;

    private LiveSending(Channel mailbox, SendLoop loop) {
        this.mailbox = mailbox;
        this.loop = loop;
    }

    /// Starts sending.
    static LiveSending start(Engine engine, CampaignWorker worker) throws IOException {
        Channel mailbox = MailboxChannel.open(engine.mailbox);
        return new LiveSending(
                mailbox,
                SendLoop.start(
                        worker::sender, mailbox, worker.messages(), engine.clock, engine.planned));
    }

    /// Ends it behind the messages that are under way.
    @Override
    public void close() {
        loop.close();
        mailbox.close();
    }
}
