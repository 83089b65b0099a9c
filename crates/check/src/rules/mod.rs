//! The rules, one file each. A rule registers itself; it only has to be named here.

mod balance;
mod blank_cell;
mod cell_error;
mod duplicate_row;
mod form_year;
mod group_subtotal;
mod missing_column;
mod missing_metadata;
mod missing_part;
mod missing_row;
mod missing_table;
mod negative_count;
mod not_a_number;
mod not_an_integer;
mod part_order;
mod placeholder;
mod results_total;
mod review_total;
mod row_total;
mod stale_formula;
mod text_number;
mod unknown_column;
mod unknown_row;
