//! The indexes of tables that are filled from nothing. In: the names of the tables. Out: tables without indexes, and afterwards with the same
//! ones again: to sort all entries once takes less time than to find the place of each.

use rusqlite::Transaction;

use super::problem::Problem;
use super::sql;

/// The statements that make indexes which were taken away.
pub(super) struct DroppedIndexes(Vec<String>);

impl DroppedIndexes {
    /// Takes the indexes of the remarks and of all that is made together with them away, also those that somebody else made.
    pub fn of_remarks(transaction: &Transaction) -> Result<Self, Problem> {
        let mut select = transaction.prepare(sql::INDEXES_OF_REMARKS)?;
        let rows = select.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
        let indexes: Vec<(String, String)> = rows.collect::<rusqlite::Result<_>>()?;
        for (name, _) in &indexes {
            transaction.execute(&sql::drop_index(name), [])?;
        }
        Ok(Self(indexes.into_iter().map(|(_, statement)| statement).collect()))
    }

    /// Makes them again.
    pub fn make(self, transaction: &Transaction) -> Result<(), Problem> {
        for statement in self.0 {
            transaction.execute(&statement, [])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::store::Store;
    use crate::store::fixtures::{article, batch, fresh, lexicon};

    #[test]
    fn remarks_that_are_made_anew_have_all_indexes_again_also_foreign_ones() {
        let mut store = Store::create(&fresh("indexes")).unwrap();
        let text = "“The pumps are older than the town,” Ana Ruiz said.";
        store.add(&batch(&[article("a", "Post", "2024-05-03", text)])).unwrap();
        store.connection.execute_batch("CREATE INDEX \"my \"\"own\" ON wordings (start)").unwrap();
        let indexes = |store: &Store| -> Vec<String> {
            let mut select = store
                .connection
                .prepare("SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name")
                .unwrap();
            select.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect()
        };
        let before = indexes(&store);
        assert!(before.contains(&"my \"own".to_owned()) && before.contains(&"wordings_quotation".to_owned()));
        assert!(store.group(lexicon()).unwrap());
        assert_eq!(indexes(&store), before);
    }
}
