//! What a note says: the sources that it cites, what it says of them, and where.
