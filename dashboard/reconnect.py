"""A page whose connection was lost goes on where it was, at whichever process answers."""

import streamlit as st


@st.fragment(run_every="1h")
def anywhere() -> None:
    """Draws nothing. While a fragment is due, Streamlit's page asks for a whole run when its connection comes back.

    Without one it believes that its session is still there, and asks a process that does not know it for a part.
    """
