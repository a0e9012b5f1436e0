"""The live page as a test sees it: open it, find things on it, wait for it to change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
from selenium.webdriver.common.actions import interaction
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

DEADLINE_S = 15.0


class Page:
    """One open page; every wait has a deadline and says what it waited for."""

    def __init__(self, driver: webdriver.Chrome, address: str) -> None:
        self.driver = driver
        self.address = address
        self.complaints()  # what an earlier page complained of is not this one's
        driver.get(address)

    def run(self, script: str, *values: object) -> Any:
        """The value of a script in the page."""
        return self.driver.execute_script(script, *values)

    def module(self, script: str, *values: object) -> Any:
        """The value of a script that has the page's own objects as `page`."""
        body = f"""
            const done = arguments[arguments.length - 1];
            import("/assets/main.js").then(async ({{ page }}) => {{ {script} }}).then(done, (error) => done(`failed: ${{error}}`));
        """
        return self.driver.execute_async_script(body, *values)

    def find(self, selector: str) -> WebElement:
        """The first element there is, once it is there."""
        self.until(lambda: self.all(selector), f"an element {selector}")
        return self.all(selector)[0]

    def all(self, selector: str) -> list[WebElement]:
        """The elements there are now."""
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector: str) -> list[str]:
        """The texts of all elements, as they stand in the document."""
        found: list[str] = self.run(
            "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)", selector
        )
        return found

    def style(self, selector: str, name: str) -> str:
        """A computed style."""
        return str(
            self.run("return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]", selector, name)
        )

    def press(self, *keys: str) -> None:
        """Type where the focus is."""
        for key in keys:
            webdriver.ActionChains(self.driver).send_keys(key).perform()

    def hover(self, selector: str) -> None:
        """Move the pointer onto an element."""
        webdriver.ActionChains(self.driver).move_to_element(self.find(selector)).perform()

    def tap(self, selector: str) -> None:
        """Touch an element with a finger."""
        touch = ActionBuilder(self.driver, mouse=PointerInput(interaction.POINTER_TOUCH, "finger"))  # type: ignore[no-untyped-call]  # selenium types its commands only
        touch.pointer_action.move_to(self.find(selector)).pointer_down().pointer_up()  # type: ignore[no-untyped-call]
        touch.perform()

    def until(self, condition: Callable[[], object], wanted: str) -> None:
        """Wait until `condition` holds.

        Raises:
            AssertionError: it does not within the deadline.
        """
        wait = WebDriverWait(self.driver, DEADLINE_S, 0.05, [StaleElementReferenceException])
        try:
            wait.until(lambda _: condition())
        except TimeoutException:
            raise AssertionError(
                f"not within {DEADLINE_S} s: {wanted}; the page says {self.find('body').text[:500]!r}"
            ) from None

    def shows(self, number: int) -> None:
        """Wait until `number` articles are in the document."""
        self.until(lambda: len(self.all("article")) == number, f"{number} articles, not {len(self.all('article'))}")

    def counts(self, number: int) -> None:
        """Wait until the page says that it shows `number` articles, all it has; not all of them are in the document."""
        self.until(lambda: self.find("#count").text == f"{number} articles", f"{number} articles counted")

    def titles(self) -> list[str]:
        """The headlines shown, newest first."""
        return self.texts("article .headline")

    def complaints(self) -> list[str]:
        """What the browser has logged: errors and breaches of the policy; a lost connection is none."""
        entries = self.driver.get_log("browser")  # type: ignore[no-untyped-call]  # selenium's one untyped method
        return [
            entry["message"] for entry in entries if entry["level"] == "SEVERE" and "net::ERR" not in entry["message"]
        ]


ESCAPE, TAB, ENTER = Keys.ESCAPE, Keys.TAB, Keys.ENTER
