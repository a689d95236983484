package io.epistle;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Asks the server that holds a data folder to carry out a command, and says what it says.
final class ControlClient implements AutoCloseable {
    private final SocketChannel channel;

    private ControlClient(SocketChannel channel) {
        this.channel = channel;
    }

    /// The server that holds a folder; absent where none does.
    static Optional<ControlClient> connect(DataFolder folder) {
        if (!Files.exists(folder.control())) {
            return Optional.empty();
        }
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                boolean _ = channel.connect(UnixDomainSocketAddress.of(folder.control()));
                return Optional.of(new ControlClient(channel));
            } catch (IOException nobody) {
                channel.close();
                return Optional.empty();
            }
        } catch (IOException noSockets) {
            return Optional.empty();
        }
    }

    /// Has a command line carried out.
    ///
    /// @return its exit code
    /// @throws Command.Refusal where the server went away meanwhile
    int run(List<String> words, Terminal terminal) {
        try {
            DataOutputStream out =
                    new DataOutputStream(
                            new BufferedOutputStream(Channels.newOutputStream(channel)));
            out.writeInt(ControlServer.VERSION);
            out.writeUTF(Path.of("").toAbsolutePath().toString());
            out.writeBoolean(terminal.interactive());
            out.writeInt(words.size());
            for (String word : words) {
                out.writeUTF(word);
            }
            out.flush();
            return relay(new DataInputStream(Channels.newInputStream(channel)), terminal);
        } catch (IOException gone) {
            throw new Command.Refusal(
                    "The server that holds the data folder went away before the command had ended;"
                            + " do it again to see what is left to do.");
        }
    }

    private static int relay(DataInputStream in, Terminal terminal) throws IOException {
        while (true) {
            int what = in.readInt();
            int number = in.readInt();
            if (what == ControlServer.EXIT) {
                return number;
            }
            String said = new String(in.readNBytes(number), StandardCharsets.UTF_8);
            var to = what == ControlServer.TO_OUT ? terminal.out() : terminal.err();
            to.print(said);
            to.flush();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException broken) {
            throw new IllegalStateException("the control socket could not be closed", broken);
        }
    }
}
