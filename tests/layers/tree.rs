//! Reads the modules of `src/`. In: the folder. Out: each module with what it defines and imports, and for every path in the code the file that
//! defines the name, with `pub use` followed to its end.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::lex::{Token, group_end, tokens, without_tests};

/// A file of `src/` without its tests.
pub struct File {
    /// From `src/`: `parse/clause/mod.rs`.
    pub path: String,
    pub lines: usize,
    pub tokens: Vec<Token>,
    /// The modules that the file holds: its own, and those written inside it.
    modules: Vec<Scope>,
}

/// A module: where its names come from.
struct Scope {
    path: Vec<String>,
    defines: BTreeSet<String>,
    imports: Vec<Import>,
    /// The paths in its code that have at least two parts.
    mentions: Vec<Vec<String>>,
}

struct Import {
    /// As written, with `self`, `super` and `crate`.
    path: Vec<String>,
    /// The name it has here; `*` is everything.
    name: String,
}

/// All modules, to look names up in.
pub struct Tree {
    pub files: Vec<File>,
    modules: BTreeMap<Vec<String>, (usize, usize)>,
}

/// How many `pub use` lead from a name to its definition at most; more would be a circle of them.
const MOST_STEPS: usize = 8;

/// Every `.rs` file under a folder, sorted, with its path from there.
pub fn sources(root: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name =
                    path.strip_prefix(root).expect("inside the root").to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).expect("source is UTF-8")));
            }
        }
    }
    found.sort();
    found
}

impl Tree {
    pub fn read(root: &Path) -> Self {
        Self::of(sources(root))
    }

    pub fn of(sources: Vec<(String, String)>) -> Self {
        let mut tests = BTreeSet::new();
        let mut files = Vec::new();
        for (path, text) in sources {
            let (tokens, test_files) = without_tests(&tokens(&text));
            let module = module_of(&path);
            tests.extend(test_files.into_iter().map(|name| [module.clone(), vec![name]].concat()));
            let modules = scopes(&tokens, module);
            files.push(File { path, lines: text.lines().count(), tokens, modules });
        }
        files.retain(|file| {
            !(0..=file.modules[0].path.len()).any(|n| tests.contains(&file.modules[0].path[..n]))
        });
        let mut modules = BTreeMap::new();
        for (at, file) in files.iter().enumerate() {
            for (inner, scope) in file.modules.iter().enumerate() {
                modules.insert(scope.path.clone(), (at, inner));
            }
        }
        Self { files, modules }
    }

    /// The file that defines each name a file uses, without itself, sorted.
    pub fn imports(&self, at: usize) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for scope in &self.files[at].modules {
            let named = scope.imports.iter().filter_map(|import| self.imported(scope, import));
            let mentioned = scope.mentions.iter().filter_map(|path| {
                let path = self.absolute(scope, path)?;
                self.definer(&path, MOST_STEPS)
            });
            found.extend(named.chain(mentioned));
        }
        found.remove(&at);
        found
    }

    /// The file behind one line of `use`; none for a module, whose names are mentioned where they are used.
    fn imported(&self, scope: &Scope, import: &Import) -> Option<usize> {
        let path = self.absolute(scope, &import.path)?;
        match import.name.as_str() {
            "*" => self.modules.get(&path).map(|&(file, _)| file),
            _ if self.modules.contains_key(&path) => None,
            _ => self.definer(&path, MOST_STEPS),
        }
    }

    /// A path from the root of the crate; none for a path into another crate.
    fn absolute(&self, scope: &Scope, path: &[String]) -> Option<Vec<String>> {
        let first = path.first()?.as_str();
        let (mut base, mut rest) = match first {
            "crate" | "inquit" => (Vec::new(), &path[1..]),
            "self" => (scope.path.clone(), &path[1..]),
            "super" => (scope.path.clone(), path),
            _ => {
                let child = [scope.path.as_slice(), &path[..1]].concat();
                if self.modules.contains_key(&child) {
                    return Some([scope.path.as_slice(), path].concat());
                }
                let import =
                    scope.imports.iter().find(|import| import.name == first && import.path[0] != first)?;
                let start = self.absolute(scope, &import.path)?;
                return Some([&start, &path[1..]].concat());
            }
        };
        while rest.first().is_some_and(|part| part == "super") {
            base.pop();
            rest = &rest[1..];
        }
        Some([&base, rest].concat())
    }

    /// The file that defines the name at the end of an absolute path, or the first name on the way that is no module.
    fn definer(&self, path: &[String], steps: usize) -> Option<usize> {
        let steps = steps.checked_sub(1)?;
        let depth = (0..=path.len()).rev().find(|&n| self.modules.contains_key(&path[..n]))?;
        let &(file, inner) = self.modules.get(&path[..depth])?;
        let scope = &self.files[file].modules[inner];
        let Some(name) = path.get(depth) else { return Some(file) };
        if scope.defines.contains(name) {
            return Some(file);
        }
        if let Some(import) = scope.imports.iter().find(|import| import.name == *name) {
            let start = self.absolute(scope, &import.path)?;
            return self.definer(&[&start, &path[depth + 1..]].concat(), steps);
        }
        let globs = scope.imports.iter().filter(|import| import.name == "*");
        globs.filter_map(|import| self.absolute(scope, &import.path)).find_map(|start| {
            let &(file, inner) = self.modules.get(&start)?;
            let defines = self.files[file].modules[inner].defines.contains(name);
            defines.then_some(file).or_else(|| self.definer(&[&start, &path[depth..]].concat(), steps))
        })
    }

    /// Each type that others than its own file can name, with the file that defines it.
    pub fn types(&self) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        for (at, file) in self.files.iter().enumerate() {
            for three in file.tokens.windows(3) {
                // The word before is `pub`, or closes `pub(crate)`.
                let is_public = three[0].is("pub") || three[0].is(")");
                let defines = ["struct", "enum", "trait", "union"].contains(&three[1].text.as_str());
                if is_public && defines && three[2].is_name() {
                    found.push((three[2].text.clone(), at));
                }
            }
        }
        found
    }
}

/// `parse/clause/mod.rs` is the module `parse::clause`.
fn module_of(path: &str) -> Vec<String> {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let path = path.strip_suffix("/mod").unwrap_or(path);
    path.split('/').filter(|part| *part != "lib").map(str::to_owned).collect()
}

/// The modules of one file: first its own, then those with a body inside it.
fn scopes(tokens: &[Token], module: Vec<String>) -> Vec<Scope> {
    let mut found = vec![Scope::new(module)];
    // The modules that are open: index in `found`, and the depth of their braces.
    let (mut open, mut depth, mut at) = (vec![(0, 0)], 0, 0);
    while at < tokens.len() {
        let &(inner, level) = open.last().expect("the module of the file stays open");
        let name = tokens.get(at + 1).filter(|token| token.is_name());
        match (tokens[at].text.as_str(), name) {
            ("{", _) => depth += 1,
            ("}", _) => {
                depth -= 1;
                if depth < level {
                    open.pop();
                }
            }
            ("mod", Some(name)) if tokens.get(at + 2).is_some_and(|t| t.is("{")) => {
                let path = [found[inner].path.as_slice(), std::slice::from_ref(&name.text)].concat();
                depth += 1;
                open.push((found.len(), depth));
                found.push(Scope::new(path));
                at += 2;
            }
            // `impl Trait + use<'a>` imports nothing.
            ("use", _) if !tokens.get(at + 1).is_some_and(|t| t.is("<")) => {
                at = found[inner].read_use(tokens, at + 1)
            }
            (keyword, Some(name)) if depth == level && DEFINING.contains(&keyword) => {
                found[inner].defines.insert(name.text.clone());
            }
            ("macro_rules", _) => {
                found[inner].defines.extend(tokens.get(at + 2).map(|name| name.text.clone()));
            }
            _ => at = found[inner].read_mention(tokens, at),
        }
        at += 1;
    }
    found
}

const DEFINING: [&str; 8] = ["struct", "enum", "union", "trait", "type", "fn", "const", "static"];

impl Scope {
    fn new(path: Vec<String>) -> Self {
        Self { path, defines: BTreeSet::new(), imports: Vec::new(), mentions: Vec::new() }
    }

    /// A `use` from its first part on; the place of its semicolon.
    fn read_use(&mut self, tokens: &[Token], start: usize) -> usize {
        let end = (start..tokens.len()).find(|&at| tokens[at].is(";")).unwrap_or(tokens.len());
        self.read_branch(&tokens[start..end], &[]);
        end
    }

    fn read_branch(&mut self, tokens: &[Token], before: &[String]) {
        let (mut path, mut at) = (before.to_vec(), 0);
        while let Some(token) = tokens.get(at) {
            match token.text.as_str() {
                "::" => {}
                "{" => {
                    let end = group_end(tokens, at);
                    for branch in branches(&tokens[at + 1..end - 1]) {
                        self.read_branch(branch, &path);
                    }
                    return;
                }
                "*" => {
                    self.imports.push(Import { path, name: "*".to_owned() });
                    return;
                }
                "as" => break,
                "self" if !path.is_empty() => {}
                _ => path.push(token.text.clone()),
            }
            at += 1;
        }
        let renamed = tokens.get(at + 1).map(|token| token.text.clone());
        if let Some(name) = renamed.or_else(|| path.last().cloned()) {
            self.imports.push(Import { path, name });
        }
    }

    /// A path that begins at `at`, if one does; the place of its last token.
    fn read_mention(&mut self, tokens: &[Token], at: usize) -> usize {
        let follows = |at: usize| tokens.get(at + 1).is_some_and(|t| t.is("::"));
        let begins = tokens[at].is_name() && follows(at) && !(at > 0 && tokens[at - 1].is("::"));
        if !begins {
            return at;
        }
        let (mut path, mut end) = (vec![tokens[at].text.clone()], at);
        while follows(end) && tokens.get(end + 2).is_some_and(Token::is_name) {
            end += 2;
            path.push(tokens[end].text.clone());
        }
        // `pub(in crate::parse)` imports nothing.
        if path.len() > 1 && !(at > 0 && tokens[at - 1].is("in") && tokens[at - 2].is("(")) {
            self.mentions.push(path);
        }
        end
    }
}

/// The parts between the commas of a list in braces.
fn branches(tokens: &[Token]) -> Vec<&[Token]> {
    let (mut found, mut start, mut depth) = (Vec::new(), 0, 0);
    for (at, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," if depth == 0 => {
                found.push(&tokens[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&tokens[start..]);
    found.into_iter().filter(|branch| !branch.is_empty()).collect()
}
