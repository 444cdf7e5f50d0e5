/// The full-screen terminal UI, in the manner of Elm.
///
/// ```
/// keys, samples, lists ─▶ queue of Msg ─▶ Update ─▶ Model ─▶ View ─▶ Canvas ─▶ ScreenPainter ─▶ terminal
///                              ▲             └─▶ Effect ─▶ Effects ─▶ engine, shell
///                              └────────────────────────────┘
/// ```
///
/// [shibafu.tui.App] is the loop, on one platform thread: the only one that touches a model. Input, polling and
/// effects run on threads of their own and only ever put messages into the queue. A screen or dialog is a package
/// with its model, its keys, a pure update and a pure view; [shibafu.tui.Update] here only routes between them.
@NullMarked
package shibafu.tui;

import org.jspecify.annotations.NullMarked;
