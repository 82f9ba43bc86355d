package dev.lightbox.viewer;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.theme.lumo.Lumo;

/** The page around every view: dark, as a reading room is. Adds nothing that would need a frontend bundle of our own (see docs/decisions). */
@StyleSheet(Lumo.STYLESHEET)
@StyleSheet("pages/narrow.css")
@ColorScheme(ColorScheme.Value.DARK)
public class AppShell implements AppShellConfigurator {}
