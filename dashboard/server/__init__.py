"""What stands between the network and Streamlit: the page, the policy, the limits, and a warm start."""
