package io.epistle.collect;

/// Who watches an import. Called often, from the importing thread.
public interface Progress {
    /// Nobody.
    Progress UNWATCHED =
            new Progress() {
                @Override
                public void reading(long done, long total) {}

                @Override
                public void mapped(MappingReport report) {}

                @Override
                public void storing(long rowsDone, long rowsTotal) {}
            };

    /// The file is being read; nothing is stored yet.
    ///
    /// @param done of `total`, in bytes or rows of the file
    void reading(long done, long total);

    /// The file is read and understood; storing begins.
    void mapped(MappingReport report);

    /// Rows are being stored.
    ///
    /// @param rowsDone of `rowsTotal`, those that an earlier run stored included
    void storing(long rowsDone, long rowsTotal);
}
