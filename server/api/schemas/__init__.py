"""The shapes of requests and answers: they validate, and the API's description is generated from them."""
