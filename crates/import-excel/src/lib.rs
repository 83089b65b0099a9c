//! Reads Excel workbooks.
