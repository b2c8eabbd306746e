using System.Net;
using System.Net.Sockets;
using System.Text;
using Newtonsoft.Json.Linq;
using RaceModel.Checks.Explorer;
using Xunit;

namespace RaceModel.Tests.Explorer;

/// <summary>Wrong input, and whoever is not the explorer's own page, is refused; the explorer keeps running.</summary>
public sealed class ExplorerGuardTests(RunningExplorer explorer) : IClassFixture<RunningExplorer>, IAsyncLifetime
{
    private const string Start = """{ "scenario": { "unmap": "two-call", "guest": "racing" }, "path": "" }""";

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>After every test the explorer still answers, and found nothing wrong with itself.</summary>
    public async Task DisposeAsync()
    {
        (HttpStatusCode status, _) = await explorer.Send(explorer.Request("position", Start));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Empty(explorer.Errors);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    [InlineData("127.0.0.1.evil.example")]
    public async Task Other_host_is_refused(string host)
    {
        using var page = new HttpRequestMessage(HttpMethod.Get, explorer.Address) { Headers = { Host = host } };
        using HttpRequestMessage request = explorer.Request("position", Start);
        request.Headers.Host = host;

        Assert.Equal(HttpStatusCode.Forbidden, (await explorer.Send(page)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await explorer.Send(request)).Status);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "https://{0}")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Other_site_is_refused(string header, string value)
    {
        using var page = new HttpRequestMessage(HttpMethod.Get, explorer.Address);
        using HttpRequestMessage request = explorer.Request("position", Start);
        foreach (HttpRequestMessage message in (HttpRequestMessage[])[page, request])
            message.Headers.Add(header, value.Replace("{0}", explorer.Address.Authority, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Forbidden, (await explorer.Send(page)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await explorer.Send(request)).Status);
    }

    [Theory]
    [InlineData("document", HttpStatusCode.OK)]
    [InlineData("iframe", HttpStatusCode.Forbidden)]
    public async Task Link_from_another_site_opens_the_page_but_no_frame_does(string destination, HttpStatusCode expected)
    {
        using var page = new HttpRequestMessage(HttpMethod.Get, explorer.Address);
        page.Headers.Add("Sec-Fetch-Site", "cross-site");
        page.Headers.Add("Sec-Fetch-Mode", "navigate");
        page.Headers.Add("Sec-Fetch-Dest", destination);

        using HttpResponseMessage response = await explorer.Client.SendAsync(page);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000000000000000000000000000")]
    public async Task Request_without_the_token_is_refused(string token)
    {
        using HttpRequestMessage request = explorer.Request("position", Start);
        request.Headers.Remove(LoopbackGuard.TokenHeader);
        request.Headers.TryAddWithoutValidation(LoopbackGuard.TokenHeader, token);
        Assert.Equal(HttpStatusCode.Forbidden, (await explorer.Send(request)).Status);
    }

    [Theory]
    [InlineData("GET /../../etc/passwd")]
    [InlineData("GET /%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("GET /..%5c..%5cwindows")]
    [InlineData("GET /report.js")]
    [InlineData("GET /api/position")]
    [InlineData("GET /Html/report.html")]
    public async Task Nothing_but_the_page_is_served(string line)
    {
        string response = await SendRaw($"{line} HTTP/1.1\r\nHost: {explorer.Address.Authority}\r\nConnection: close\r\n\r\n");
        Assert.Matches("^HTTP/1.1 (400|404) ", response);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "scenario": 1, "path": "" }""")]
    [InlineData("""{ "scenario": {}, "path": "" }""")]
    [InlineData("""{ "scenario": { "unmap": "nonsense", "guest": "racing" }, "path": "" }""")]
    [InlineData("""{ "scenario": { "unmap": "[nonsense]", "guest": "racing" }, "path": "" }""")]
    [InlineData("""{ "scenario": { "unmap": "two-call", "guest": "racing", "pages": 99 }, "path": "" }""")]
    [InlineData("""{ "scenario": { "unmap": "two-call", "guest": "dma 3; unmap 3" }, "path": "" }""")]
    [InlineData("""{ "scenario": { "unmap": "two-call", "guest": "racing" }, "path": 7 }""")]
    [InlineData("""{ "scenario": { "unmap": "two-call", "guest": "racing" }, "path": "/" }""")]
    [InlineData("""{ "scenario": { "unmap": "two-call", "guest": "racing" }, "path": "9" }""")]
    [InlineData("""{ "scenario": { "unmap": "two-call", "guest": "racing" }, "path": "1" }""")]
    [InlineData("""{ "scenario": { "unmap": "two-call", "guest": "racing" }, "path": "", "step": 1 }""")]
    [InlineData("""{ "scenario": { "unmap": "two-call", "guest": "racing" }, "path": "", "step": -1 }""")]
    [InlineData("""{ "scenario": { "unmap": "two-call", "guest": "racing" }, "path": "", "more": 1 }""")]
    public async Task Wrong_request_is_answered_with_a_problem(string body)
    {
        foreach (string name in (string[])["position", "reach", "save", "open"])
        {
            (HttpStatusCode status, JObject problem) = await explorer.Send(explorer.Request(name, body));
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.StartsWith("request:", (string?)problem["detail"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Deep_nesting_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await explorer.Send(explorer.Request("open", new string('[', 100_000)))).Status);

    [Fact]
    public async Task Long_path_is_refused()
    {
        string body = Start.Replace("\"path\": \"\"", $"\"path\": \"{new string('0', Position.MostSteps + 1)}\"", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await explorer.Send(explorer.Request("position", body))).Status);
    }

    [Fact]
    public async Task Huge_body_is_refused() => Assert.Equal(
        HttpStatusCode.RequestEntityTooLarge, (await explorer.Send(explorer.Request("open", new string(' ', ExplorerServer.MostBytes + 1)))).Status);

    [Fact]
    public async Task Body_that_is_not_text_is_refused()
    {
        using HttpRequestMessage request = explorer.Request("open", "");
        request.Content = new ByteArrayContent([0xFF, 0xFE, 0xFD]) { Headers = { { "Content-Type", "application/json" } } };
        Assert.Equal(HttpStatusCode.BadRequest, (await explorer.Send(request)).Status);
    }

    [Fact]
    public async Task Form_of_another_page_is_refused()
    {
        using HttpRequestMessage request = explorer.Request("position", Start);
        request.Content = new StringContent(Start, Encoding.UTF8, "text/plain");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await explorer.Send(request)).Status);
    }

    [Fact]
    public async Task Garbage_is_refused() => Assert.StartsWith("HTTP/1.1 400 ", await SendRaw("\0\0\0 nonsense\r\n\r\n"), StringComparison.Ordinal);

    private async Task<string> SendRaw(string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(explorer.Address.Host, explorer.Address.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
