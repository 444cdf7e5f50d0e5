/// Colours by meaning: a view names a [shibafu.tui.theme.Role], a theme says what paint that role wears.
///
/// A theme is a file of `themes/` in flat `key = value` lines ([shibafu.tui.theme.ThemeReader] has the grammar).
/// Terminals that know fewer colours get them mapped down here, by [shibafu.tui.theme.Theme#paint]. Nothing in this
/// package does I/O but [shibafu.tui.theme.Themes], which reads the files.
@NullMarked
package shibafu.tui.theme;

import org.jspecify.annotations.NullMarked;
