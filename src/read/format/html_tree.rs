//! The markup of a page → its tree. In: HTML. Out: a document that is safe to walk, or why it is refused.
//!
//! The walks of the tree are recursive, and the parser looks through all open elements for many a tag. So the
//! depth is counted while the tree is built, and a page that is too deep is refused before its tree is
//! walked. The markup is given to the parser piece by piece, so that the rest of such a page costs nothing.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use dom_query::{Document, NodeData, NodeId, NodeRef, TreeNode};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};
use rustc_hash::FxHashMap;

use crate::limits::{ATTRIBUTES, FREE_NODES, NODES_A_BYTE, PAGE_DEPTH, VALUE_BYTES};
use crate::read::reason::PageReason;

/// Bytes given to the parser at once. A piece can open a thousand elements before they are counted.
const PIECE: usize = 4_096;

/// Bytes of a text from which on what follows is a node of its own. Whoever writes the tree looks through the rest of a node, or of the
/// value of an attribute ([`VALUE_BYTES`]), for each `&` and each sign of Latin-1 in it.
const LONG_TEXT: usize = 8_192;

/// Parses a page.
pub(super) fn tree(html: &str) -> Result<Document, PageReason> {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let mut parser =
        parse_document(CountedTree::default(), ParseOpts { tree_builder, ..ParseOpts::default() });
    let (mut rest, mut attributes) = (html, Attributes::default());
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(rest.floor_char_boundary(PIECE));
        if attributes.add(piece) > ATTRIBUTES {
            return Err(PageReason::Attributes { most: ATTRIBUTES });
        }
        parser.process(piece.into());
        rest = behind;
        parser.tokenizer.sink.sink.refused(html.len() - rest.len())?;
    }
    let counted = parser.finish();
    counted.refused(html.len())?;
    Ok(counted.document)
}

/// Counts the attributes of the tag that is open. The parser compares each name with those before it.
#[derive(Default)]
struct Attributes {
    /// The attributes since the last tag began; `None` outside of a tag.
    open: Option<usize>,
    /// The mark that the value of an attribute began with.
    mark: Option<u8>,
    last: u8,
}

impl Attributes {
    /// Reads on, and returns the most attributes that a tag of this piece has.
    fn add(&mut self, piece: &str) -> usize {
        let mut most = 0;
        for byte in piece.bytes() {
            let last = std::mem::replace(&mut self.last, byte);
            match (self.open, self.mark) {
                (None, _) if last == b'<' && byte.is_ascii_alphabetic() => self.open = Some(0),
                (None, _) => {}
                (Some(_), Some(mark)) if byte == mark => self.mark = None,
                (Some(_), Some(_)) => {}
                (Some(_), None) if byte == b'>' => self.open = None,
                (Some(_), None) if last == b'=' && matches!(byte, b'"' | b'\'') => self.mark = Some(byte),
                (Some(count), None) => {
                    let parted = last.is_ascii_whitespace() || matches!(last, b'/' | b'"' | b'\'');
                    let begins = parted && !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'=');
                    self.open = Some(count + usize::from(begins));
                    most = most.max(count + usize::from(begins));
                }
            }
        }
        most
    }
}

/// Attributes without those whose value is longer than any address, date or title: pictures and programs.
fn short(mut attributes: Vec<Attribute>) -> Vec<Attribute> {
    attributes.retain(|attribute| attribute.value.len() <= VALUE_BYTES);
    attributes
}

/// A tree under construction that knows how deep it is. Everything else is the document's own work.
#[derive(Default)]
struct CountedTree {
    document: Document,
    /// The depth of each element.
    depths: RefCell<FxHashMap<NodeId, u32>>,
    deepest: Cell<u32>,
}

impl CountedTree {
    /// Fails if the tree has become too deep or too large for the bytes read so far.
    fn refused(&self, bytes: usize) -> Result<(), PageReason> {
        if self.deepest.get() > PAGE_DEPTH {
            return Err(PageReason::Deep { most: PAGE_DEPTH });
        }
        if self.document.tree.len() > FREE_NODES + NODES_A_BYTE * bytes {
            return Err(PageReason::Nodes);
        }
        Ok(())
    }

    fn depth(&self, node: NodeId) -> u32 {
        self.depths.borrow().get(&node).copied().unwrap_or(0)
    }

    /// Text behind a text that is long already becomes a node of its own.
    fn long_text_parted(&self, child: NodeOrText<NodeId>, before: Option<NodeRef>) -> NodeOrText<NodeId> {
        let length = |node: &TreeNode| match &node.data {
            NodeData::Text { contents } => contents.len(),
            _ => 0,
        };
        let before = before.and_then(|node| self.document.tree.query_node(&node.id, length));
        match child {
            NodeOrText::AppendText(text) if before.unwrap_or(0) >= LONG_TEXT => {
                NodeOrText::AppendNode(self.document.tree.new_text(text).id)
            }
            other => other,
        }
    }

    fn place(&self, child: &NodeOrText<NodeId>, depth: u32) {
        if let NodeOrText::AppendNode(child) = child {
            self.depths.borrow_mut().insert(*child, depth);
            self.deepest.set(self.deepest.get().max(depth));
        }
    }
}

impl TreeSink for CountedTree {
    type ElemName<'a> = <Document as TreeSink>::ElemName<'a>;
    type Output = Self;
    type Handle = NodeId;

    fn finish(self) -> Self {
        self
    }

    /// Nobody asks for the errors of a page, and there may be one a byte.
    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.document.get_document()
    }

    /// The contents are beside the tree, and as deep as what is in the template.
    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let contents = self.document.get_template_contents(target);
        self.place(&NodeOrText::AppendNode(contents), self.depth(*target) + 1);
        contents
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Self::ElemName<'a> {
        self.document.elem_name(target)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.document.create_element(name, short(attributes), flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.document.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.document.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let child = self.long_text_parted(child, self.document.tree.last_child_of(parent));
        self.place(&child, self.depth(*parent) + 1);
        self.document.append(parent, child);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let child = self.long_text_parted(child, self.document.tree.prev_sibling_of(sibling));
        self.place(&child, self.depth(*sibling));
        self.document.append_before_sibling(sibling, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        prev_element: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        if self.document.tree.query_node_or(element, false, |node| node.parent.is_some()) {
            self.append_before_sibling(element, child);
        } else {
            self.append(prev_element, child);
        }
    }

    fn append_doctype_to_document(&self, name: StrTendril, public_id: StrTendril, system_id: StrTendril) {
        self.document.append_doctype_to_document(name, public_id, system_id);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.document.add_attrs_if_missing(target, short(attributes));
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.document.remove_from_parent(target);
    }

    /// The elements below the moved ones keep the depth that they had. Each such move makes a new element of
    /// the page's own, so that a depth can be wrong by the open elements only, which are as few.
    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.document.reparent_children(node, new_parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.document.is_mathml_annotation_xml_integration_point(handle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(inside: &str) -> String {
        format!("<html><body><p>It leaks.</p>{inside}<p>It leaks.</p></body></html>")
    }

    #[test]
    fn a_page_that_is_too_deep_is_refused_whatever_it_nests() {
        for tag in
            ["<b>", "<svg>", "<span>", "<font>", "<div>", "<q>", "<table><tr><td>", "<ul><li>", "<template>"]
        {
            for wrap in ["", "<table>", "</body><!-- x -->"] {
                let deep = page(&format!("{wrap}{}", tag.repeat(100_000)));
                assert_eq!(tree(&deep).err(), Some(PageReason::Deep { most: PAGE_DEPTH }), "{wrap}{tag}");
            }
        }
        assert!(tree(&page(&"<div>".repeat(500))).is_ok());
        assert!(tree(&page(&"<p>It holds.".repeat(5_000))).is_ok());
    }

    #[test]
    fn a_page_cannot_make_more_elements_than_it_has_bytes() {
        let fonts: String = (0..400).map(|n| format!("<font size={n}>")).collect();
        assert_eq!(
            tree(&page(&format!("<p>{fonts}</p>{}", "<p>x".repeat(10_000)))).err(),
            Some(PageReason::Nodes)
        );
        assert!(tree(&page(&"<b>a</b>".repeat(10_000))).is_ok());
    }

    #[test]
    fn an_element_has_so_many_attributes_at_most() {
        let with = |count: usize| {
            let all: String = (0..count).map(|n| format!(" a{n}=\"x y z > {n}\"")).collect();
            page(&format!("<p{all}>It holds.</p>"))
        };
        assert!(tree(&with(ATTRIBUTES)).is_ok());
        assert_eq!(tree(&with(ATTRIBUTES + 1)).err(), Some(PageReason::Attributes { most: ATTRIBUTES }));
        let bare: String = (0..=ATTRIBUTES).map(|n| format!("/a{n}")).collect();
        assert!(tree(&page(&format!("<p{bare}>"))).is_err());
    }

    #[test]
    fn a_long_text_is_parted_and_loses_nothing() {
        let words: String = (0..40_000).map(|n| format!("«{n}» & ")).collect();
        let whole = tree(&page(&format!("<p>{words}</p><table>{words}<tr><td>It leaks.</table>"))).unwrap();
        let texts = |node: &NodeRef| node.children().iter().filter(|child| child.is_text()).count();
        assert!(whole.select("p").nodes().iter().any(|p| texts(p) > 40));
        assert!(texts(whole.select("body").nodes().first().unwrap()) > 40);
        assert_eq!(whole.text().matches(words.as_str()).count(), 2);
    }

    #[test]
    fn a_value_that_is_long_is_left_out() {
        let with = |length: usize| page(&format!("<p title=\"{}\" id=\"a\">", "x".repeat(length)));
        let titled = |length| tree(&with(length)).unwrap().select("#a[title]").exists();
        assert!(titled(VALUE_BYTES) && !titled(VALUE_BYTES + 1));
    }

    /// Pieces of the markup must give the tree that the whole gives.
    #[test]
    fn the_tree_is_that_of_the_whole_markup() {
        let html = page(
            &"<p class=\"c\">“Nö &amp; so,”\r\n <i>said</i> she.<table><b>x<tr><td>y</table>".repeat(400),
        );
        assert_eq!(tree(&html).unwrap().html(), Document::from(html.as_str()).html());
    }
}
